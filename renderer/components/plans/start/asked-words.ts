export const askedWords = (isAsked: boolean) =>
  isAsked ? "This connection asks for it." : "Optional.";
