/** @file Errors of weight files: what PyTorch and others write, and the networks of `features` that read it. */

/** Why a file cannot be read as weights; each language has a clause for each kind. */
export type WeightsDamage =
  /** Neither format: how the file begins. */
  | { readonly kind: "unknown"; readonly begins: string }
  | { readonly kind: "short" }
  /** An archive without one of its entries. */
  | { readonly kind: "entry"; readonly name: string }
  | { readonly kind: "compressed"; readonly name: string }
  /** An instruction that no state dict has. */
  | { readonly kind: "opcode"; readonly opcode: number; readonly at: number }
  /** Instructions whose values do not go together. */
  | { readonly kind: "structure"; readonly at: number }
  /** Readable, but no tensors by name. */
  | { readonly kind: "root" }
  | { readonly kind: "bigEndian" };

function damageText(damage: WeightsDamage): string {
  switch (damage.kind) {
    case "unknown":
      return `expected a file of torch.save or a safetensors file, but it begins with ${damage.begins}`;
    case "short":
      return "it is cut short or damaged: its end is not where its beginning says";
    case "entry":
      return `the archive has no entry ${damage.name}`;
    case "compressed":
      return `entry ${damage.name} is compressed, which torch.save never does`;
    case "opcode":
      return `instruction 0x${damage.opcode.toString(16).padStart(2, "0")} at byte ${damage.at} is none that weights need`;
    case "structure":
      return `what stands at byte ${damage.at} makes no sense there`;
    case "root":
      return "expected tensors by name (a state_dict), and there are none";
    case "bigEndian":
      return "it was written on a big-endian machine, which is not read here";
  }
}

export type TensorTrouble = "storage" | "outside" | "integer" | "entry";

const tensorTroubles: { readonly [T in TensorTrouble]: string } = {
  storage: "its storage is missing or has another length than the file says",
  outside: "its shape and strides reach beyond its storage",
  integer: "it holds an integer beyond 32 bits",
  entry: "its description is not one that PyTorch writes",
};

/** How weights do not fit the network they are for. */
export type WeightsMisfit =
  | { readonly kind: "missing"; readonly names: readonly string[] }
  | { readonly kind: "shape"; readonly name: string; readonly expected: string; readonly got: string }
  | { readonly kind: "finite"; readonly name: string };

function misfitText(misfit: WeightsMisfit): string {
  if (misfit.kind === "missing") {
    const { names } = misfit;
    const more = names.length > 4 ? ` and ${names.length - 4} more` : "";
    return `it has no ${names.slice(0, 4).join(", ")}${more}`;
  }
  if (misfit.kind === "finite") return `tensor ${misfit.name} holds NaN or infinity`;
  return `tensor ${misfit.name} should be ${misfit.expected}, and is ${misfit.got}`;
}

export const weightsErrors = {
  /** A file that cannot be read as weights. */
  E710: (p: { path: string; damage: WeightsDamage }): string =>
    `${p.path} holds no readable weights: ${damageText(p.damage)}. Nothing in it was executed. Fetch the file again, or give another.`,
  /** A pickle that asks for code. */
  E711: (p: { path: string; name: string }): string =>
    `${p.path} asks for ${p.name}, which is not among the few things that weights are made of. ` +
    "Nothing in it was executed. If you trust where it comes from, load it in PyTorch and save its state_dict() alone.",
  /** A tensor that cannot be read. */
  E712: (p: { path: string; tensor: string; trouble: TensorTrouble }): string =>
    `${p.path}: tensor ${p.tensor} cannot be read: ${tensorTroubles[p.trouble]}. Fetch the file again, or give another.`,
  /** Weights of another network. */
  E713: (p: { path: string; network: string; misfit: WeightsMisfit }): string =>
    `${p.path} does not fit ${p.network}: ${misfitText(p.misfit)}. Give the weights of that network.`,
  /** ImageNet's Inception instead of the one that FID is defined by. */
  E714: (p: { path: string; classes: number }): string =>
    `${p.path} is an Inception-v3 of ${p.classes} classes. FID is defined by the network of 2015-12-05, which has 1008: ` +
    "give pt_inception-2015-12-05-6726825d.pth.",
} as const;
