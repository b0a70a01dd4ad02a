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

// To evaluate the editor's core at once takes a tenth of a second. A module stands for its whole layer: the bundler puts them together.
const layers: readonly (() => Promise<unknown>)[] = [
  () => import('monaco-editor/base/common/assert'),
  () => import('monaco-editor/base/browser/browser'),
  () => import('monaco-editor/platform/commands/common/commands'),
  () => import('monaco-editor/editor/common/core/position'),
  () => import('./monaco.ts'),
]

/** Waits until the page has nothing else to do. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 500 })
    else setTimeout(resolve)
  })
}

/** Text in Monaco; until the editor has come, the plain text stands in its place and can be read. */
export function CodeView(props: CodeViewProps) {
  return (
    <ErrorBoundary>
      <Suspense fallback={<PlainCode label={props.label} text={props.text} />}>
        <CodeEditor {...props} />
      </Suspense>
    </ErrorBoundary>
  )
}
