/**
 * @file What people do with runs that are there: note, tag, put away and take back. All of it stands in the folder, so
 * that `gantry runs` shows and does the same.
 */

/** `POST /api/runs/:id/note`; null or an empty note takes it away. Answers `Labels`. */
export interface NoteRequest {
  readonly note: string | null;
}

/** `POST /api/runs/:id/tags`: all that the run is to have. Answers `Labels`. */
export interface TagsRequest {
  readonly tags: readonly string[];
}

export interface Labels {
  readonly note: string | null;
  readonly tags: readonly string[];
}

/** `POST /api/runs/:id/trash`, body `{}`: answers this; a run that is trained answers 409. */
export interface TrashedRun {
  /** Of `POST /api/trash/:entry/restore`, which answers `Restored`; 409 where the name was taken meanwhile. */
  readonly entry: string;
  /** The run's id, which it has again when it comes back. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly trashedAt: string;
  /** Null where the run cannot be read. */
  readonly recipe: string | null;
  readonly data: string | null;
}

export interface Restored {
  readonly id: string;
}

/** `GET /api/trash` */
export interface TrashList {
  /** Newest first. */
  readonly runs: readonly TrashedRun[];
  /** Where they lie, for people: what is deleted there is gone. */
  readonly folder: string;
}
