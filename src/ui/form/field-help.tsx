import { ChevronRight } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { RowHandlers } from './row-handlers.ts'
import { helpText, isPlain, withoutMarks } from './help-text.ts'

// Most fields have a plain sentence: what reads Markdown comes with the first one that has not.
const Markdown = lazy(async () => ({ default: (await import('../markdown.tsx')).Markdown }))
const InlineMarkdown = lazy(async () => ({ default: (await import('../markdown.tsx')).InlineMarkdown }))

/** The first paragraph of what is said about a field, with its code, stress and links. */
export function FirstParagraph({ doc }: { readonly doc: string }): ReactNode {
  const { first } = helpText(doc)
  if (isPlain(first)) return first
  return (
    <Suspense fallback={withoutMarks(first)}>
      <InlineMarkdown text={first} />
    </Suspense>
  )
}

interface RestProps {
  readonly t: RowHandlers['t']
  /** What the text is about. */
  readonly name: string
  readonly doc: string
}

/** The rest of what is said about a field, for whoever asks; nothing where there is none, as with most. */
export function RestOfHelp({ doc, ...about }: RestProps): ReactNode {
  const { rest } = helpText(doc)
  return rest === '' ? null : <FoldedText {...about} text={rest} />
}

function FoldedText({ t, name, text }: Omit<RestProps, 'doc'> & { readonly text: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="lw-form-more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={t('moreAbout', { name })}>
        <ChevronRight size={14} aria-hidden />
        {t('more')}
      </summary>
      {isOpen ? (
        <Suspense fallback={null}>
          <Markdown text={text} />
        </Suspense>
      ) : null}
    </details>
  )
}
