/** The wanted name where nothing has it, else the first of `<wanted>-2`, `<wanted>-3`, ... that is free. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}-${String(count)}`
  return name
}
