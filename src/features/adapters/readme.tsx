import { marked, type MarkedToken } from 'marked'
import { Fragment, type ReactNode, useMemo } from 'react'
import './readme.css'

/**
 * Markdown from strangers, made to elements and never to HTML: raw HTML stands as text, pictures are links (the page loads nothing from
 * elsewhere), and links lead to the web or to a heading only.
 */
export function Readme({ text }: { readonly text: string }) {
  const tokens = useMemo(() => marked.lexer(text), [text])
  return <div className="lw-readme">{tokens.map((token, index) => block(token, index))}</div>
}

function block(token: MarkedToken, key: number): ReactNode {
  const inside = token.tokens ?? []
  switch (token.type) {
    case 'heading': {
      // The page has its own first and second level.
      const Heading = headings[Math.min(token.depth ?? 1, 4) - 1] ?? 'h6'
      return <Heading key={key}>{inline(inside)}</Heading>
    }
    case 'paragraph':
      return <p key={key}>{inline(inside)}</p>
    case 'text':
      return <Fragment key={key}>{inside.length === 0 ? plain(token) : inline(inside)}</Fragment>
    case 'code':
      return (
        <pre key={key} tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      )
    case 'blockquote':
      return <blockquote key={key}>{inside.map((child, index) => block(child, index))}</blockquote>
    case 'hr':
      return <hr key={key} />
    case 'list': {
      const items = (token.items ?? []).map((item, index) => (
        <li key={index}>{(item.tokens ?? []).map((child, at) => block(child, at))}</li>
      ))
      return token.ordered === true ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>
    }
    case 'table':
      return (
        <div key={key} className="lw-scroll-x" tabIndex={0} role="group">
          <table className="lw-table">
            <thead>
              <tr>
                {(token.header ?? []).map((cell, index) => (
                  <th key={index} scope="col">
                    {inline(cell.tokens ?? [])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(token.rows ?? []).map((row, index) => (
                <tr key={index}>
                  {row.map((cell, at) => (
                    <td key={at}>{inline(cell.tokens ?? [])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    case 'space':
    case 'def':
      return null
    default:
      return <p key={key}>{plain(token)}</p>
  }
}

const headings = ['h3', 'h3', 'h4', 'h5'] as const

function inline(tokens: readonly MarkedToken[]): ReactNode {
  return tokens.map((token, key): ReactNode => {
    const inside = token.tokens ?? []
    switch (token.type) {
      case 'strong':
        return <strong key={key}>{inline(inside)}</strong>
      case 'em':
        return <em key={key}>{inline(inside)}</em>
      case 'del':
        return <del key={key}>{inline(inside)}</del>
      case 'codespan':
        return <code key={key}>{plain(token)}</code>
      case 'br':
        return <br key={key} />
      case 'link':
      case 'image': {
        const shown = inside.length === 0 ? plain(token) : inline(inside)
        return isWeb(token.href) ? (
          <a key={key} href={token.href} target="_blank" rel="noreferrer">
            {shown}
          </a>
        ) : (
          <Fragment key={key}>{shown}</Fragment>
        )
      }
      default:
        return <Fragment key={key}>{inside.length === 0 ? plain(token) : inline(inside)}</Fragment>
    }
  })
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The lexer writes texts as they would stand in HTML; here they stand as they were. */
function plain({ text, raw }: MarkedToken): string {
  return (text ?? raw).replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole)
}

function isWeb(href: string | undefined): boolean {
  return href !== undefined && /^https?:\/\//i.test(href)
}
