import './code-view.css'

// Characters: some screens of text. Laying out ten thousand lines for a moment would be wasted.
const mostPlain = 20_000

/** The plain text that stands in for an editor until it has loaded. */
export function PlainCode({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <pre className="lw-code-plain" tabIndex={0} aria-label={label}>
      {text.slice(0, mostPlain)}
    </pre>
  )
}
