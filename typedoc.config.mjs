import { OptionDefaults } from "typedoc";

/** Every public subpath is an entry; a comment that names what is not there is an error. */
export default {
  entryPoints: ["src/*/index.ts", "src/*/index.node.ts", "src/index.node.ts"],
  tsconfig: "tsconfig.json",
  blockTags: [...OptionDefaults.blockTags, "@file"],
  treatWarningsAsErrors: true,
  readme: "none",
  disableSources: true, // where the code is hosted is not known here
  validation: { notExported: false, invalidLink: true, notDocumented: false },
};
