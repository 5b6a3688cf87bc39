/** @file Names of a folder's images, as people write them: when two are the same, and which one was meant. */
import { suggestionFor } from "../base/suggest.ts";

/** One name for one file: as written on Windows, with "./" before it, or with its accents composed otherwise. */
export const imageKey = (image: string): string =>
  image
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)+/, "")
    .normalize("NFC");

/**
 * The image that is named alike: but for large and small letters, its ending or its folder, or slips of the fingers.
 * Numbers are the same, as the next picture of a series is not what was meant.
 * @param images those that may be meant
 */
export function imageMeantBy(name: string, images: readonly string[]): string | null {
  const plain = (path: string): string => imageKey(path).toLowerCase();
  const stem = (path: string): string => path.replace(/\.[^./]*$/, "");
  const [whole, digits] = [plain(name), name.replace(/\D/g, "")];
  const alike = [
    (path: string) => path === whole,
    (path: string) => stem(path) === whole || stem(path) === stem(whole),
    (path: string) => path.endsWith(`/${whole}`) || stem(path).endsWith(`/${whole}`),
  ];
  for (const is of alike) {
    const found = images.find((image) => is(plain(image)));
    if (found !== undefined) return found;
  }
  return suggestionFor(
    name,
    images.filter((image) => image.replace(/\D/g, "") === digits),
  );
}
