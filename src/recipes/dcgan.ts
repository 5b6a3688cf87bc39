/**
 * @file `dcgan`: strided convolutions, batch norm, Adam with β₁ .5.
 *
 *   G: z → project → … stride-2 transposed convolutions, ReLU → tanh      D: stride-2 convolutions, LeakyReLU .2 → logit
 *
 * Radford, Metz & Chintala, "Unsupervised representation learning with deep convolutional generative adversarial
 * networks", 2016, https://arxiv.org/abs/1511.06434; its weights, rates and β₁. Its z is uniform in ±1 and its batch 128
 * (`--noise uniform --batch 128`); ours are the PyTorch example's, normal and 64, and G's average is our addition. As the
 * common loop does, G's update reuses the fakes that D has just judged (`--no-reuse` draws fresh ones, as Algorithm 1
 * says).
 */
import type { PublishedRecipe } from "../game/recipe.ts";
import { adversarialGame, adversarialSettings } from "./parts/adversarial.ts";
import { imagesFor } from "./parts/batch.ts";
import { convolutions, forSmallImages } from "./parts/convolutions.ts";
import { kernelSetting, minibatchSettings, ownWidthSetting, widthSetting } from "./parts/net-settings.ts";
import { withSmallData } from "./parts/small-data.ts";

export const dcgan: PublishedRecipe = {
  name: "dcgan",
  summary: {
    en: "strided convolutions and batch norm, for images of 16 to 128 pixels",
    zh: "步幅卷积与批归一化，适用于 16 至 128 像素的图像",
  },
  citation: "Radford, Metz & Chintala, Deep Convolutional GAN, 2016, arXiv:1511.06434",
  equations: ["min_G max_D  V(D, G) = E[log D(x)] + E[log(1 − D(G(z)))]", "L_G = −E[log D(G(z))]"],
  command: "gantry train mnist --recipe dcgan",
  settings: {
    ...adversarialSettings({ z: 100, lrG: 2e-4, lrD: 2e-4, beta1: 0.5, beta2: 0.999, reuse: true }),
    width: widthSetting(64, "doubled at each halving"),
    "d.width": ownWidthSetting,
    ...minibatchSettings,
    kernel: kernelSetting,
  },
  defaultsFor: withSmallData((data) => {
    if (data.kind === "points") return {};
    return data.size <= 32 ? { steps: 5000, ...forSmallImages } : { steps: 5000 };
  }),
  game: (settings, data) => adversarialGame(settings, data, convolutions(settings, imagesFor("dcgan", data, "gan"))),
};
