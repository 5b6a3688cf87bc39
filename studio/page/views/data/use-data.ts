/** @file What is known of the data by now; while they are read it is asked again and again. */
import { useEffect, useState } from "preact/hooks";
import type { DataReply } from "../../../api/index.ts";
import { spoken } from "../../messages/texts.ts";
import { asSourceError, type RunDataSource, type SourceError } from "../../source.ts";

const AGAIN_MS = 500;

export type LookedData = DataReply | { readonly failed: SourceError } | null;

export function useData(source: RunDataSource | undefined, id: string): LookedData {
  const [looked, setLooked] = useState<LookedData>(null);
  const language = spoken.value; // findings come in it
  useEffect(() => {
    if (source === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted = true;
    const look = async (): Promise<void> => {
      const reply = await source.look(id).catch((error: unknown) => ({ failed: asSourceError(error) }));
      if (!wanted) return;
      setLooked(reply);
      if ("state" in reply && reply.state === "reading") timer = setTimeout(() => void look(), AGAIN_MS);
    };
    void look();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [source, id, language]);
  return looked;
}
