import { useStore } from 'zustand'
import type { Editor, EditorState } from './editor.ts'

/** The editor's whole state; rerenders with every change. */
export function useEditorState(editor: Pick<Editor, 'store'>): EditorState {
  return useStore(editor.store)
}

/** A part of the editor's state; rerenders only if that part changes. */
export function useEdited<Part>(editor: Pick<Editor, 'store'>, read: (state: EditorState) => Part): Part {
  return useStore(editor.store, read)
}
