/** Engines by what they do with a run; people are told in their own language. */
export const engineKinds = ['local', 'simulated'] as const
export type EngineKind = (typeof engineKinds)[number]
