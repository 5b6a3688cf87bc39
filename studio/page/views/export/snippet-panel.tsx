/** @file Programs that use the chosen model, one language at a time. */
import type { JSX } from "preact";
import type { ExportInfo } from "../../../api/index.ts";
import { exportText } from "../../messages/texts.ts";
import { CopyBlock } from "../../parts/copy-block.tsx";
import { Segments } from "../../parts/segments.tsx";
import { useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { LANGUAGES, type SnippetLanguage, snippetsFor } from "./snippets.ts";

export function SnippetPanel({ info }: { readonly info: ExportInfo }): JSX.Element | null {
  const { router } = useStudio();
  const text = exportText.value.code;
  const snippets =
    info.model === null ? {} : snippetsFor(info.model, { web: info.asked?.target === "web", says: text.says });
  const there = LANGUAGES.filter((language) => snippets[language] !== undefined);
  const asked = router.route.value.query.code;
  const shown = there.find((language) => language === asked) ?? there[0];
  const choose = (language: SnippetLanguage): void => router.setQuery({ code: language });
  useCommands(
    () =>
      there.map((language) => ({
        ...{ id: `export.code.${language}`, group: "look" as const, run: () => choose(language) },
        title: () => exportText.value.commands.code({ language: text.languages[language] }),
      })),
    [there.join()],
  );
  if (shown === undefined) return null;
  return (
    <section class="snippets" aria-label={text.title}>
      <h2>{text.title}</h2>
      <Segments
        label={text.title}
        quiet
        options={there.map((value) => ({ value, text: text.languages[value] }))}
        value={shown}
        onChange={choose}
      />
      <CopyBlock label={text.label({ language: text.languages[shown] })} text={snippets[shown] ?? ""} />
    </section>
  );
}
