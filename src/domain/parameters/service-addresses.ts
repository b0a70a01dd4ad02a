/** Where Services of one environment answer, by name: `http://127.0.0.1:20123`. */
export type ServiceAddresses = Readonly<Record<string, string>>

/** The Service that a value leads to; undefined where it is none of them. */
export function serviceBehind(value: string, addresses: ServiceAddresses): string | undefined {
  return Object.entries(addresses).find(([, address]) => restBehind(value, address) !== undefined)?.[0]
}

/** The same place of the same Service in another environment; undefined where that is not known. */
export function inOtherEnvironment(value: string, from: ServiceAddresses, to: ServiceAddresses): string | undefined {
  const service = serviceBehind(value, from)
  if (service === undefined || to[service] === undefined) return undefined
  return `${to[service]}${restBehind(value, from[service] ?? '') ?? ''}`
}

/** What follows an address in a value that begins with it; a longer port is another address. */
function restBehind(value: string, address: string): string | undefined {
  const rest = value.startsWith(address) ? value.slice(address.length) : undefined
  return rest === undefined || !/^([/?#]|$)/.test(rest) ? undefined : rest
}
