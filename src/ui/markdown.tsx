import { Image } from 'lucide-react'
import { marked, type Token } from 'marked'
import { createContext, createElement, Fragment, type ReactNode, useContext, useEffect, useState } from 'react'
import './markdown.css'

export interface MarkdownProps {
  readonly text: string
  /** Loads a picture that the text names by a path beside it; without it the name stands in its place. The same function, or pictures load anew. */
  readonly loadPicture?: (path: string) => Promise<Blob>
}

const LoadPicture = createContext<MarkdownProps['loadPicture']>(undefined)

/** Markdown of adapters and people as elements: no HTML of theirs reaches the page, links open apart and say where from. */
export function Markdown({ text, loadPicture }: MarkdownProps): ReactNode {
  return (
    <LoadPicture value={loadPicture}>
      <div className="lw-markdown">{blocks(marked.lexer(text))}</div>
    </LoadPicture>
  )
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
      return <Picture key={token.href} path={token.href ?? ''} name={decoded(token)} />
    case 'text':
      return inline(token)
    case 'escape':
      return decoded(token)
    case 'html':
      // Cells of tables have no other way to begin a line.
      return /^<br\s*\/?>$/i.test(token.raw.trim()) ? <br /> : token.raw
    default:
      return token.raw
  }
}

/** Pictures of elsewhere are not loaded: their names stand in their places, as where there is no such picture. */
function Picture({ path, name }: { readonly path: string; readonly name: string }): ReactNode {
  const loadPicture = useContext(LoadPicture)
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (loadPicture === undefined || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) return
    let made: string | undefined
    let isGone = false
    loadPicture(path).then(
      (picture) => {
        if (isGone) return
        made = URL.createObjectURL(picture)
        setAddress(made)
      },
      () => undefined,
    )
    return () => {
      isGone = true
      if (made !== undefined) URL.revokeObjectURL(made)
      setAddress(undefined)
    }
  }, [loadPicture, path])
  if (address !== undefined) return <img src={address} alt={name} />
  return (
    <span className="lw-markdown-picture" title={path}>
      <Image size={14} aria-hidden /> {name || path}
    </span>
  )
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
