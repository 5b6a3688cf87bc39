export const facesWeights: string = "";
