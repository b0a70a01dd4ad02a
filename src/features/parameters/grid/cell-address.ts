/** A cell as the address names it. */
export function addressOf(parameter: string | undefined, scope: string | undefined): string {
  return `${parameter ?? ''} ${scope ?? ''}`
}
