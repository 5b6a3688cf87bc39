/** @file G and D of images, told labels and judging packs where settings ask for it. */
import type { Settings } from "../../game/recipe.ts";
import { conditionedOnPlanes, conditionedOnVector } from "../../models/conditioned.ts";
import type { Network } from "../../models/scope.ts";
import type { Images } from "./batch.ts";
import { widthOfD } from "./net-settings.ts";
import type { Nets } from "./players.ts";
import { conditioningOf, shownChannels } from "./showing.ts";

/** What every network of images is told. @property channels of what it draws, or of what it is shown */
export interface ImageNet {
  readonly size: number;
  readonly channels: number;
  readonly width: number;
}

export interface ImagePair {
  readonly G: (nets: ImageNet) => Network;
  readonly D: (nets: ImageNet) => Network;
}

/** `width`, `d.width`, and what the pair makes of the rest. */
export function imageNets(settings: Settings, data: Images, { G, D }: ImagePair): Nets {
  const [how, { size, channels }] = [conditioningOf(settings), data];
  return {
    generator: conditionedOnVector(G({ size, channels, width: settings.width as number }), how),
    discriminator: conditionedOnPlanes(
      D({ size, channels: shownChannels(settings, data), width: widthOfD(settings) }),
      how,
    ),
  };
}
