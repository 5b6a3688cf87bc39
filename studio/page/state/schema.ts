/** @file What a new run can be told, asked for once a language. */
import { useEffect, useState } from "preact/hooks";
import type { FieldInfo, SchemaReply } from "../../api/index.ts";
import { spoken } from "../messages/texts.ts";
import { asSourceError, type DataSource, SourceError } from "../source.ts";

const asked = new WeakMap<DataSource, Map<string, Promise<SchemaReply>>>();

function schemaOf(source: DataSource, language: string): Promise<SchemaReply> | null {
  if (source.control === null) return null;
  const known = asked.get(source) ?? new Map<string, Promise<SchemaReply>>();
  asked.set(source, known);
  const reply = known.get(language) ?? source.control.schema();
  known.set(language, reply);
  reply.catch(() => known.delete(language)); // the next one who wants it asks again
  return reply;
}

/** Null while it is not there; a source that can change nothing has none. */
export function useSchema(source: DataSource): SchemaReply | SourceError | null {
  const [schema, setSchema] = useState<SchemaReply | SourceError | null>(null);
  const language = spoken.value;
  useEffect(() => {
    let wanted = true;
    const take = (reply: SchemaReply | SourceError): void => {
      if (wanted) setSchema(reply);
    };
    schemaOf(source, language)?.then(take, (error: unknown) => take(asSourceError(error)));
    return () => {
      wanted = false;
    };
  }, [source, language]);
  return schema;
}

/** A key's field, of the recipe's settings first. */
export function fieldOf(schema: SchemaReply | SourceError | null, recipe: string, key: string): FieldInfo | undefined {
  if (schema === null || schema instanceof SourceError) return undefined;
  const settings = schema.recipes.find(({ name }) => name === recipe)?.settings ?? [];
  return settings.find((field) => field.key === key) ?? schema.fields.find((field) => field.key === key);
}
