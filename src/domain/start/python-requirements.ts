/**
 * Names of the packages that a Python program requires, from `requirements.txt` or `pyproject.toml`, without versions, extras and options.
 * `pyproject.toml` is read line by line: its sections are fixed, and only names are needed.
 */
export function requiredBy(texts: Readonly<Record<string, string>>): ReadonlySet<string> {
  const lines = texts['requirements.txt'] ?? texts['requirements/base.txt'] ?? ''
  return new Set([...lines.split('\n'), ...entriesOf(texts['pyproject.toml'] ?? '')].flatMap(nameIn))
}

function nameIn(requirement: string): readonly string[] {
  const name = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(requirement)?.[1]
  return name === undefined ? [] : [name.toLowerCase().replaceAll('_', '-')]
}

/** Strings from the lists of `project` and of groups, and keys from Poetry's tables. */
function entriesOf(pyproject: string): readonly string[] {
  return pyproject.split(/^\[/m).flatMap((section) => {
    const [header = '', ...rest] = section.split('\n')
    const body = rest.join('\n')
    if (/^tool\.poetry(\.group\.[^.\]]+)?\.(dev-)?dependencies\]/.test(header))
      return [...body.matchAll(/^["']?([\w.-]+)["']?\s*=/gm)].map(([, name = '']) => name)
    if (/^(project\.optional-dependencies|dependency-groups)\]/.test(header)) return stringsIn(body)
    if (!header.startsWith('project]')) return []
    return stringsIn(/^dependencies\s*=\s*\[((?:[^\]"']|"[^"]*"|'[^']*')*)\]/m.exec(body)?.[1] ?? '')
  })
}

function stringsIn(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? '')
}
