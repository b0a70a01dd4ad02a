/** Returns the wanted name if it is free, otherwise the first free one of `<wanted>-2`, `<wanted>-3`, ... */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}-${String(count)}`
  return name
}
