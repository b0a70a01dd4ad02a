import { type ReactNode, Suspense } from 'react'
import type { MarkdownProps } from './markdown-text.tsx'
import { lazyPart } from '../lazy-part.ts'

// The parser is loaded with the first Markdown text.
const MarkdownText = lazyPart(async () => (await import('./markdown-text.tsx')).MarkdownText)
const MarkdownLine = lazyPart(async () => (await import('./markdown-text.tsx')).MarkdownLine)

/** A Markdown text. */
export function Markdown(props: MarkdownProps): ReactNode {
  return (
    <Suspense fallback={null}>
      <MarkdownText {...props} />
    </Suspense>
  )
}

/** One paragraph of Markdown; its plain words are shown until the parser has loaded. */
export function InlineMarkdown({ text, meanwhile }: { readonly text: string; readonly meanwhile: string }): ReactNode {
  return (
    <Suspense fallback={meanwhile}>
      <MarkdownLine text={text} />
    </Suspense>
  )
}
