/** Types of `params[]` in a QVS Config; the last three are extensions that nothing official uses (Value Stream). */
export const qvsParamTypes = ['string', 'int', 'secret', 'array', 'bool', 'float', 'object'] as const
export type QvsParamType = (typeof qvsParamTypes)[number]
