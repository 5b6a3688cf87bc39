/** @file The Export view. */

export const exporting = {
  title: "Export",
  lead: "The generator as a file that runs without Gantry: in a browser, in Node, in Python.",
  failed: "What was exported cannot be listed",
  reading: "Reading what there is …",
  form: {
    title: "Make",
    target: "What",
    targets: { generator: "Generator", classifier: "Classifier", web: "Web folder" },
    about: {
      generator: "one ONNX file: latents in, samples out",
      classifier: "one ONNX file: an image in, one number a class out",
      web: "a page, the element <gantry-generator> and the generator in float32 and float16; works offline",
    },
    numbers: "Numbers",
    numbersOf: { float32: "float32", float16: "float16", uint8: "uint8 pixels" },
    numbersAbout: {
      float32: "as trained",
      float16: "half the bytes; weights are rounded, computing stays float32",
      uint8: "gives RGB bytes from 0 to 255, as other tools take them",
    },
    weights: "Weights",
    weightsOf: { average: "moving average", live: "live" },
    weightsAbout: {
      average: "the mean of the last steps' weights (EMA): steadier samples",
      live: "as the last step left them",
    },
    checkpoint: "Checkpoint",
    last: (p: { step: string }): string => `newest, step ${p.step}`,
    best: (p: { step: string }): string => `best by the evaluations, step ${p.step}`,
    step: (p: { step: string }): string => `step ${p.step}`,
    noCheckpoint: "There is no checkpoint yet: the run saves one every so often, and at its end.",
    command: "The same as a command",
    make: "Export",
    making: (p: { seconds: number }): string =>
      `Making it and comparing it with the engine, in a process of its own: ${p.seconds} s`,
    made: (p: { what: string }): string => `Made: ${p.what}`,
    readonly: "This Studio only shows. The command does it.",
  },
  list: {
    title: "What there is",
    none: "Nothing was exported yet, and training has left no model.",
    trained: "made while training",
    at: (p: { step: string }): string => `step ${p.step}`,
    choose: (p: { what: string }): string => `show ${p.what}`,
    notCompared: "not compared in this Studio",
    comparing: "Comparing …",
    checkFirst: "Compare",
    check: "Compare again",
    checkOf: (p: { check: string; what: string }): string => `${p.check}: ${p.what}`,
    download: "Download",
    downloadOf: (p: { file: string; size: string }): string => `download ${p.file}, ${p.size}`,
    open: "Try the page",
    openHow:
      "Opened from here, the page runs apart from the Studio: without network, cookies or access to the runs. In the folder it is index.html, for a double-click or any web server.",
  },
  report: "Report: the run as one page",
  parity: {
    largest: (p: { difference: string; count: number }): string =>
      `largest difference ${p.difference} over ${p.count} latents`,
    largestImages: (p: { difference: string; count: number }): string =>
      `largest difference ${p.difference} over ${p.count} images`,
    half: (p: { difference: string }): string => `float16: ${p.difference}`,
    same: "draws what the training engine draws",
    rounded: "as far as rounding goes",
    differs: "differs from the training engine",
    when: (p: { ago: string }): string => `compared ${p.ago}`,
  },
  model: {
    title: "What the model says of itself",
    inputs: "takes",
    outputs: "gives",
    opset: "opset",
    file: "file",
    unreadable: "The file is no ONNX model that can be read.",
    folder: "Folder",
  },
  code: {
    title: "Use it",
    languages: { element: "Web element", browser: "Browser", node: "Node", python: "Python" },
    label: (p: { language: string }): string => `Program for: ${p.language}`,
    /** Comments in them. */
    says: {
      bytes: ", 0 to 255",
      numbers: ", numbers from -1 to 1",
      picture: "The first one as a picture: channels come one after the other here, and side by side in a file.",
      classes: "What to draw: ",
      means: "The data's means; other values ask for something else.",
      scaled: "From 0 … 255 to -1 … 1, channels one after the other.",
      beside: (p: { file: string }): string =>
        `Beside this page: ${p.file}, and of npm's onnxruntime-web, folder dist:`,
      served: "It works from a web server: ",
      folder: "Beside this page: the exported folder's files.\n     It works from any web server, and from the disk.",
    },
  },
  commands: {
    make: "Make this export",
    check: "Compare the shown model with the engine again",
    code: (p: { language: string }): string => `Show the program for ${p.language}`,
  },
} as const;
