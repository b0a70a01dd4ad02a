import './code-view.css'

// Until the editor is there: some screens of text, and not a page of ten thousand lines that is laid out and thrown away.
const mostPlain = 20_000

/** A text that stands in the place of its editor until that has come. */
export function PlainCode({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <pre className="lw-code-plain" tabIndex={0} aria-label={label}>
      {text.slice(0, mostPlain)}
    </pre>
  )
}
