/** Addresses of an environment's Services by name: `http://127.0.0.1:20123`. */
export type ServiceAddresses = Readonly<Record<string, string>>

/** Returns the Service that a value points to; undefined if none. */
export function serviceBehind(value: string, addresses: ServiceAddresses): string | undefined {
  return Object.entries(addresses).find(([, address]) => restBehind(value, address) !== undefined)?.[0]
}

/** Translates an address to the same Service in another environment; undefined if it is unknown there. */
export function inOtherEnvironment(value: string, from: ServiceAddresses, to: ServiceAddresses): string | undefined {
  const service = serviceBehind(value, from)
  if (service === undefined || to[service] === undefined) return undefined
  return `${to[service]}${restBehind(value, from[service] ?? '') ?? ''}`
}

/** Returns what follows the address in a value; undefined for another address, such as one with a longer port. */
function restBehind(value: string, address: string): string | undefined {
  const rest = value.startsWith(address) ? value.slice(address.length) : undefined
  return rest === undefined || !/^([/?#]|$)/.test(rest) ? undefined : rest
}
