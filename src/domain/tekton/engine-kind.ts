/** Kinds of engines, by what they do with a run; pages translate them. */
export const engineKinds = ['local', 'simulated'] as const
export type EngineKind = (typeof engineKinds)[number]
