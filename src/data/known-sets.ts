/** @file The known sets: their files, what the publishers say of them, and where they can be had. */
import { CIFAR_CLASSES } from "./cifar.ts";

export type KnownName = "mnist" | "fashion-mnist" | "cifar10";
export type Split = "train" | "test";

/** A file to download. */
export interface RemoteFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface KnownSet {
  readonly name: KnownName;
  readonly format: "idx" | "cifar";
  readonly summary: { readonly en: string; readonly zh: string };
  readonly classes: readonly string[];
  /** Items in each part. */
  readonly counts: Readonly<Record<Split, number>>;
  /** Folders in which people have it, below a data folder; the data folder itself comes last. */
  readonly folders: readonly string[];
  readonly files: readonly RemoteFile[];
  /** Addresses that a file's name is appended to, in the order in which they are tried. */
  readonly mirrors: readonly string[];
}

const DIGITS: readonly string[] = Array.from({ length: 10 }, (_, digit) => String(digit));

/** SHA-256 of MNIST's files after decompression: copies are often compressed anew. */
export const MNIST_CONTENT: Readonly<Record<string, string>> = {
  "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
  "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
  "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
};

export const knownSets: readonly KnownSet[] = [
  {
    name: "mnist",
    format: "idx",
    summary: { en: "70,000 handwritten digits, 28×28, grey", zh: "70,000 张手写数字，28×28，灰度" },
    classes: DIGITS,
    counts: { train: 60_000, test: 10_000 },
    folders: ["mnist", "MNIST", "MNIST/raw", "."],
    files: [
      {
        name: "train-images-idx3-ubyte.gz",
        bytes: 9_912_422,
        sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
      },
      {
        name: "train-labels-idx1-ubyte.gz",
        bytes: 28_881,
        sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
      },
      {
        name: "t10k-images-idx3-ubyte.gz",
        bytes: 1_648_877,
        sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
      },
      {
        name: "t10k-labels-idx1-ubyte.gz",
        bytes: 4_542,
        sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
      },
    ],
    mirrors: ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"],
  },
  {
    name: "fashion-mnist",
    format: "idx",
    summary: { en: "70,000 pictures of clothes, 28×28, grey", zh: "70,000 张服饰图片，28×28，灰度" },
    classes: ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
    counts: { train: 60_000, test: 10_000 },
    folders: ["fashion-mnist", "fashion_mnist", "FashionMNIST", "FashionMNIST/raw", "fashion", "."],
    files: [
      {
        name: "train-images-idx3-ubyte.gz",
        bytes: 26_421_880,
        sha256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
      },
      {
        name: "train-labels-idx1-ubyte.gz",
        bytes: 29_515,
        sha256: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
      },
      {
        name: "t10k-images-idx3-ubyte.gz",
        bytes: 4_422_102,
        sha256: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
      },
      {
        name: "t10k-labels-idx1-ubyte.gz",
        bytes: 5_148,
        sha256: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
      },
    ],
    mirrors: [
      "https://fashion-mnist.s3.eu-central-1.amazonaws.com/",
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    ],
  },
  {
    name: "cifar10",
    format: "cifar",
    summary: { en: "60,000 photographs in 10 classes, 32×32, colour", zh: "60,000 张十类照片，32×32，彩色" },
    classes: CIFAR_CLASSES,
    counts: { train: 50_000, test: 10_000 },
    folders: ["cifar10", "cifar-10", "cifar-10-batches-bin", "cifar10/cifar-10-batches-bin", "."],
    files: [
      {
        name: "cifar-10-binary.tar.gz",
        bytes: 170_052_171,
        sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
      },
    ],
    mirrors: ["https://www.cs.toronto.edu/~kriz/"],
  },
];
