/** Replaces `$(NAME)` by environment variables as Kubernetes does for `command`, `args` and `env`: unknown names stay, `$$` is an escaped `$`. */
export function expandVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole: string, name: string | undefined) => {
    if (name === undefined) return '$'
    return variables.get(name) ?? whole
  })
}
