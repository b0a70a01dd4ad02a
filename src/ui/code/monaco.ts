import * as monaco from 'monaco-editor/editor'
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker'
import { onThemeChange, readColours } from '../colours.ts'

// From our own origin, as the page's security policy demands.
self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

function defineTheme(): void {
  const colours = readColours([
    'code',
    'text',
    'text-3',
    'line',
    'accent-soft',
    'hit',
    'code-key',
    'code-str',
    'code-num',
    'code-com',
    'code-expr',
    'sunken',
  ])
  const isDark = getComputedStyle(document.documentElement).colorScheme.includes('dark')
  monaco.editor.defineTheme('linewright', {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: colours.text.slice(1) },
      { token: 'type', foreground: colours['code-key'].slice(1) },
      { token: 'tag', foreground: colours['code-expr'].slice(1) },
      { token: 'string', foreground: colours['code-str'].slice(1) },
      { token: 'number', foreground: colours['code-num'].slice(1) },
      { token: 'keyword', foreground: colours['code-num'].slice(1) },
      { token: 'comment', foreground: colours['code-com'].slice(1) },
    ],
    colors: {
      'editor.background': colours.code,
      'editor.foreground': colours.text,
      'editorLineNumber.foreground': colours['text-3'],
      'editorLineNumber.activeForeground': colours.text,
      'editor.lineHighlightBackground': colours.sunken,
      'editor.selectionBackground': colours['accent-soft'],
      'editor.findMatchHighlightBackground': colours.hit,
      'editorIndentGuide.background1': colours.line,
      'editorWidget.background': colours.code,
    },
  })
  monaco.editor.setTheme('linewright')
}

let isThemed = false

/**
 * Gives Monaco our colours. Starts its services, after which no feature can register its own: so not before the first
 * editor.
 */
export function followTheme(): void {
  if (isThemed) return
  isThemed = true
  defineTheme()
  onThemeChange(defineTheme)
}

export { monaco }
