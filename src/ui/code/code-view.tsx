import { Suspense } from 'react'
import { ErrorBoundary } from '../page/error-boundary.tsx'
import type { CodeViewProps } from './code-props.ts'
import { PlainCode } from './plain-code.tsx'
import { lazyPart } from '../lazy-part.ts'

const CodeEditor = lazyPart(async () => {
  for (const begin of layers) {
    await idle()
    await begin()
  }
  return (await import('./code-editor.tsx')).CodeEditor
})

// Evaluating the editor's core at once would take a tenth of a second, so it is loaded in layers, each bundled under
// one of its modules.
const layers: readonly (() => Promise<unknown>)[] = [
  () => import('monaco-editor/base/common/assert'),
  () => import('monaco-editor/base/browser/browser'),
  () => import('monaco-editor/platform/commands/common/commands'),
  () => import('monaco-editor/editor/common/core/position'),
  () => import('./monaco.ts'),
]

/** Waits until the page is idle. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 500 })
    else setTimeout(resolve)
  })
}

/** Text in Monaco. Until the editor has loaded, the plain text stands in its place. */
export function CodeView(props: CodeViewProps) {
  return (
    <ErrorBoundary>
      <Suspense fallback={<PlainCode label={props.label} text={props.text} />}>
        <CodeEditor {...props} />
      </Suspense>
    </ErrorBoundary>
  )
}
