/** @file 配方公式中的文字说明，以配方自带的整行公式为键；未列出的行不含文字，照原样显示。 */

export const equations: Readonly<Record<string, string>> = {
  "D maximises L_S + λ L_C, G maximises λ L_C − L_S": "D 最大化 L_S + λ L_C，G 最大化 λ L_C − L_S",
  "k ← k + λ_k (γ·L(x) − L(G(z))), within [0, 1]      M_global = L(x) + |γ·L(x) − L(G(z))|":
    "k ← k + λ_k (γ·L(x) − L(G(z)))，限制在 [0, 1] 内      M_global = L(x) + |γ·L(x) − L(G(z))|",
  "D(x) = Z/(Z + 1), Z = Σₖ exp lₖ(x) of K class logits": "D(x) = Z/(Z + 1)，Z = Σₖ exp lₖ(x)，lₖ 为 K 个类别的 logit",
  "L_G = mean (E f(x) − E f(G(z)))², f the last hidden layer of D":
    "L_G = mean (E f(x) − E f(G(z)))²，f 为判别器的最后一个隐藏层",
  "L_D = E[D(G(z))] − E[D(x)],  w ← clip(w, −c, c), n_critic times      L_G = −E[D(G(z))]":
    "L_D = E[D(G(z))] − E[D(x)]，w ← clip(w, −c, c)，每步 n_critic 次      L_G = −E[D(G(z))]",
  "L_D = E[D(G(z))] − E[D(x)] + λ·E[(‖∇D(x̂)‖ − 1)²], x̂ = ε x + (1 − ε) G(z), one ε ~ U[0, 1) for each sample":
    "L_D = E[D(G(z))] − E[D(x)] + λ·E[(‖∇D(x̂)‖ − 1)²]，x̂ = ε x + (1 − ε) G(z)，每个样本各取一个 ε ~ U[0, 1)",
  "L_G = E[softplus(−(D(G(z)) − D(x)))], x and G(z) paired in order":
    "L_G = E[softplus(−(D(G(z)) − D(x)))]，x 与 G(z) 按顺序配对",
  "L_D = E[max(0, 1 − D(x))] + E[max(0, 1 + D(G(z)))], each weight of D divided by its largest singular value":
    "L_D = E[max(0, 1 − D(x))] + E[max(0, 1 + D(G(z)))]，判别器的每个权重都除以其最大奇异值",
  "L_G = −E[log D_k(G(z))], D_k being D after k steps of its own down L_D, through which the derivative goes":
    "L_G = −E[log D_k(G(z))]，D_k 为判别器按 L_D 再更新 k 步的结果，导数穿过这 k 步",
};
