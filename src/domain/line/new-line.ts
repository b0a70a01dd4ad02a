/** The text of a new line: an input for the revision to build, and an empty board. */
export function emptyLine(name: string, words: { readonly revision: string }, branch = 'main'): string {
  return `apiVersion: vs.axis-dev.io/v1
kind: AssemblyLine
metadata:
  name: ${name}
spec:
  params:
    - name: gitRevision
      type: string
      description: ${JSON.stringify(words.revision)}
      default: ${JSON.stringify(branch)}
  stages: []
`
}
