import { type EditorStart, useEditorStart } from '#client/change-set/use-editor-start.ts'

// QVS Configs are only loaded if a draft has one: they may have to be fetched from Git.
const kinds = ['parameters', 'repository', 'application', 'environment', 'deployment', 'line', 'layout']

/** Loads the documents that the page edits. */
export function useValuesStart(project: string, subject: string): EditorStart {
  return useEditorStart(project, subject, kinds)
}
