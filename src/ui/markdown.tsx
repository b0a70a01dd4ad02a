import { Image } from 'lucide-react'
import { marked, type Token } from 'marked'
import { createElement, Fragment, type ReactNode } from 'react'
import './markdown.css'

/** Markdown of adapters and people as elements: no HTML of theirs reaches the page, links open apart and say where from. */
export function Markdown({ text }: { readonly text: string }): ReactNode {
  return <div className="lw-markdown">{blocks(marked.lexer(text))}</div>
}

function blocks(tokens: readonly Token[]): ReactNode {
  return tokens.map((token, index) => <Fragment key={index}>{block(token)}</Fragment>)
}

function block(token: Token): ReactNode {
  switch (token.type) {
    case 'heading':
      // The page has its own first headings; those of a text stand below them.
      return createElement(`h${String(Math.min((token.depth ?? 1) + 2, 6))}`, {}, inline(token))
    case 'paragraph':
      return <p>{inline(token)}</p>
    case 'code':
      return <pre tabIndex={0}>{token.text}</pre>
    case 'blockquote':
      return <blockquote>{blocks(token.tokens ?? [])}</blockquote>
    case 'list':
      return list(token)
    case 'table':
      return table(token)
    case 'hr':
      return <hr />
    case 'space':
      return null
    case 'text':
      return inline(token)
    default:
      return token.raw
  }
}

function list(token: Token): ReactNode {
  return createElement(
    token.ordered === true ? 'ol' : 'ul',
    {},
    token.items?.map((item, index) => <li key={index}>{blocks(item.tokens ?? [])}</li>),
  )
}

function table(token: Token): ReactNode {
  return (
    <div className="lw-scroll-x" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {token.header?.map((cell, index) => (
              <th key={index} scope="col">
                {inlines(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows?.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{inlines(cell.tokens)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function inline(token: Token): ReactNode {
  const children = token.tokens ?? []
  return children.length === 0 ? decoded(token) : inlines(children)
}

function inlines(tokens: readonly Token[]): ReactNode {
  return tokens.map((token, index) => <Fragment key={index}>{piece(token)}</Fragment>)
}

function piece(token: Token): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong>{inline(token)}</strong>
    case 'em':
      return <em>{inline(token)}</em>
    case 'del':
      return <del>{inline(token)}</del>
    case 'codespan':
      return <code>{decoded(token)}</code>
    case 'br':
      return <br />
    case 'link': {
      const href = token.href ?? ''
      return /^https?:\/\//.test(href) ? (
        <a href={href} target="_blank" rel="noreferrer">
          {inline(token)}
        </a>
      ) : (
        inline(token)
      )
    }
    case 'image':
      // Pictures of elsewhere are not loaded, and those of a module are no sources: their names stand in their places.
      return (
        <span className="lw-markdown-picture" title={token.href}>
          <Image size={14} aria-hidden /> {decoded(token) || (token.href ?? '')}
        </span>
      )
    case 'text':
      return inline(token)
    case 'escape':
      return decoded(token)
    default:
      return token.raw
  }
}

function decoded(token: Token): string {
  return (token.text ?? token.raw).replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
}

// marked escapes for HTML; what is made here are texts.
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}
