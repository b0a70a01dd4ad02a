import { type EditorStart, useEditorStart } from '#client/change-set/use-editor-start.ts'

// QVS Configs are read when a draft holds one: they may have to be fetched from Git.
const kinds = ['parameters', 'repository', 'application', 'environment', 'deployment', 'line', 'layout']

/** Loads what the page edits. */
export function useValuesStart(project: string, subject: string): EditorStart {
  return useEditorStart(project, subject, kinds)
}
