import { assistEditor, assistModel } from './assist-providers.ts'
import type { CodeViewProps } from './code-props.ts'
import { registerCue } from './cue-language.ts'
import { colourExpressions } from './expressions.ts'
import { followTheme, monaco } from './monaco.ts'
import './monaco-features.ts'
import { withOwnEndings } from './text-edit.ts'

/** An editor with its model. */
export interface OpenEditor {
  readonly editor: monaco.editor.IStandaloneCodeEditor
  readonly model: monaco.editor.ITextModel
}

/** A new label, as after switching the language, makes a new editor; late events of the old one are ignored. */
export function isClosed({ model }: OpenEditor): boolean {
  return model.isDisposed()
}

type Handlers = {
  readonly [Name in 'onChange' | 'onCursor' | 'onUndo' | 'onRedo' | 'assist']: CodeViewProps[Name] | undefined
}
interface Ref<T> {
  current: T
}

/**
 * Creates an editor in an element. For ten thousand lines, services, editor, text and showing the text each take tens
 * of milliseconds, so each is a task of its own. Returns a function that closes it at any point.
 */
export function openEditor(
  element: HTMLElement,
  given: Required<Pick<CodeViewProps, 'label' | 'language' | 'readOnly'>>,
  handlers: Ref<Handlers>,
  text: Ref<string>,
  tell: (editor: OpenEditor | undefined) => void,
): () => void {
  const made: monaco.IDisposable[] = []
  let isOpen = true
  async function open(): Promise<void> {
    if (given.language === 'cue') registerCue()
    followTheme()
    await nextTask()
    if (!isOpen) return
    const editor = createEditor(element, given)
    made.unshift(editor)
    await nextTask()
    if (!isOpen) return
    const model = monaco.editor.createModel(text.current, given.language)
    made.push(model)
    await nextTask()
    if (!isOpen) return
    // A column more than the last number has digits: long ones would touch the editor's edge.
    editor.updateOptions({ lineNumbersMinChars: Math.max(3, String(model.getLineCount()).length + 1) })
    editor.setModel(model)
    // A model has this option too, and showing it in an editor resets it. Otherwise all of a text is searched for
    // brackets before its first line is painted, and YAML has few.
    model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } })
    made.unshift(...connected(editor, model, handlers, text))
    if (!given.readOnly) made.unshift(...tabKey(editor, element))
    tell({ editor, model })
  }
  void open()
  return () => {
    isOpen = false
    for (const part of made) part.dispose()
    tell(undefined)
  }
}

function createEditor(
  element: HTMLElement,
  { label, readOnly }: Required<Pick<CodeViewProps, 'label' | 'readOnly'>>,
): monaco.editor.IStandaloneCodeEditor {
  return monaco.editor.create(element, {
    model: null,
    ariaLabel: label,
    readOnly,
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontSize: 12,
    lineHeight: 19,
    minimap: { enabled: false },
    bracketPairColorization: { enabled: false },
    guides: { bracketPairs: false },
    matchBrackets: 'never',
    scrollBeyondLastLine: false,
    renderLineHighlight: readOnly ? 'none' : 'line',
    folding: true,
    // Monaco dims the number of an empty last line too much to be read.
    renderFinalNewline: 'on',
    tabSize: 2,
    wordWrap: 'off',
    // Tab moves on at first: see `tabKey`.
    tabFocusMode: true,
    overviewRulerLanes: 0,
    wordBasedSuggestions: 'off',
    quickSuggestions: { strings: true, comments: false, other: true },
    fixedOverflowWidgets: true,
  })
}

/** Connects an editor's events, and replaces its undo and redo if the document has a history. */
function connected(
  editor: monaco.editor.IStandaloneCodeEditor,
  model: monaco.editor.ITextModel,
  handlers: Ref<Handlers>,
  text: Ref<string>,
): readonly monaco.IDisposable[] {
  const currentAssist = () => handlers.current.assist
  if (handlers.current.onUndo !== undefined) {
    // The document has the only history, so that canvas, form and text are undone together.
    editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyZ, () => handlers.current.onUndo?.())
    editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyMod.Shift | monaco.KeyCode.KeyZ, () =>
      handlers.current.onRedo?.(),
    )
    editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyY, () => handlers.current.onRedo?.())
  }
  return [
    assistModel(model, currentAssist),
    assistEditor(editor, currentAssist),
    colourExpressions(editor),
    // What is typed after a paste is a step of its own.
    editor.onDidPaste(() => editor.pushUndoStop()),
    model.onDidChangeContent(() => {
      const value = withOwnEndings(text.current, model.getValue())
      if (value === text.current) return
      text.current = value
      handlers.current.onChange?.(value)
    }),
    editor.onDidChangeCursorPosition(({ position }) =>
      handlers.current.onCursor?.(position.lineNumber, position.column),
    ),
  ]
}

// While one of these is open, Escape closes it.
const open = [
  'suggestWidgetVisible',
  'findWidgetVisible',
  'parameterHintsVisible',
  'renameInputVisible',
  'inSnippetMode',
]

/**
 * Tab indents once somebody types or clicks, and moves on again after Escape or blur, so that the keyboard is never
 * trapped.
 */
function tabKey(editor: monaco.editor.IStandaloneCodeEditor, element: HTMLElement): readonly monaco.IDisposable[] {
  function indents(isOn: boolean): void {
    editor.updateOptions({ tabFocusMode: !isOn })
    element.toggleAttribute('data-tab-indents', isOn)
  }
  editor.addCommand(monaco.KeyCode.Escape, () => indents(false), open.map((name) => `!${name}`).join(' && '))
  return [
    editor.onMouseDown(() => indents(true)),
    editor.onDidChangeModelContent(() => (editor.hasTextFocus() ? indents(true) : undefined)),
    editor.onDidBlurEditorWidget(() => indents(false)),
  ]
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
