import { Image } from 'lucide-react'
import { marked, type Token } from 'marked'
import {
  createContext,
  createElement,
  Fragment,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useState,
} from 'react'
import { Link } from 'react-router'
import { headingNames } from './heading-names.ts'
import { unwrapped } from './unwrapped.ts'
import './markdown.css'

export interface MarkdownProps {
  readonly text: string
  /**
   * Loads a picture by its relative path; without it the picture's name is shown. Must be stable, or pictures load
   * again.
   */
  readonly loadPicture?: (path: string) => Promise<Blob>
  /** Where a relative link goes in the workbench; without a target its words are no link. */
  readonly linkTo?: (path: string) => string | undefined
  /** The level of the first headings, one below the heading above the text. */
  readonly level?: 2 | 3
}

const Surroundings = createContext<Pick<MarkdownProps, 'loadPicture' | 'linkTo'>>({})

/** Markdown as elements. Its HTML never reaches the page, and links open in a new tab without a referrer. */
export function MarkdownText({ text, level = 3, ...surroundings }: MarkdownProps): ReactNode {
  const tokens = marked.lexer(text)
  const first = Math.min(...tokens.flatMap(({ type, depth = 1 }) => (type === 'heading' ? [depth] : [])))
  return (
    <Surroundings value={surroundings}>
      <div className="lw-markdown">
        {tokens.map((token, index) => (
          <Fragment key={index}>
            {token.type === 'heading' ? heading(token, level + (token.depth ?? 1) - first) : block(token)}
          </Fragment>
        ))}
      </div>
    </Surroundings>
  )
}

function heading(token: Token, level: number): ReactNode {
  return createElement(`h${String(Math.min(level, 6))}`, { tabIndex: -1 }, inline(token))
}

/** One paragraph, for use within other text. */
export function MarkdownLine({ text }: { readonly text: string }): ReactNode {
  return inlines(marked.lexer(text).flatMap(({ tokens = [] }) => tokens))
}

function blocks(tokens: readonly Token[]): ReactNode {
  return tokens.map((token, index) => <Fragment key={index}>{block(token)}</Fragment>)
}

function block(token: Token): ReactNode {
  switch (token.type) {
    case 'heading':
      // In a list or quotation.
      return heading(token, 6)
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
    case 'html':
      return <p>{html(token.raw)}</p>
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
      if (/^#./.test(href)) return <LinkToHeading name={href.slice(1)}>{inline(token)}</LinkToHeading>
      if (!/^https?:\/\//.test(href)) return <LinkBeside path={href}>{inline(token)}</LinkBeside>
      return (
        <a href={href} target="_blank" rel="noreferrer">
          {inline(token)}
        </a>
      )
    }
    case 'image':
      return <Picture key={token.href} path={token.href ?? ''} name={decoded(token)} />
    case 'text':
      return inline(token)
    case 'escape':
      return decoded(token)
    case 'html':
      return html(token.raw)
    default:
      return token.raw
  }
}

/**
 * Of HTML, only pictures and line breaks in table cells are rendered, for which Markdown has no words or others. The
 * rest is shown as text; comments are dropped.
 */
function html(raw: string): ReactNode {
  return raw.split(/(<img\s[^>]*>|<br\s*\/?>|<!--[\s\S]*?-->)/i).map((part, index) => {
    const key = `${String(index)} ${part}`
    if (/^<img\s/i.test(part)) return <Picture key={key} path={attribute(part, 'src')} name={attribute(part, 'alt')} />
    if (/^<br/i.test(part)) return <br key={key} />
    return part.startsWith('<!--') ? null : part
  })
}

function attribute(tag: string, name: string): string {
  const [, quoted, single, bare] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag) ?? []
  return quoted ?? single ?? bare ?? ''
}

function LinkBeside({ path, children }: { readonly path: string; readonly children: ReactNode }): ReactNode {
  const { linkTo } = useContext(Surroundings)
  const to = path === '' || elsewhere.test(path) ? undefined : linkTo?.(path)
  return to === undefined ? children : <Link to={to}>{children}</Link>
}

/** Scrolls within the text, without changing the address, which says what the page shows. */
function LinkToHeading({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  function handleClick(event: MouseEvent<HTMLElement>): void {
    event.preventDefault()
    const text = event.currentTarget.closest('.lw-markdown')
    const headings = [...(text?.querySelectorAll<HTMLElement>('h2, h3, h4, h5, h6') ?? [])]
    const names = headingNames(headings.map(({ textContent }) => textContent))
    const heading = headings[names.indexOf(decodedName(name))]
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }
  return (
    <a href={`#${name}`} onClick={handleClick}>
      {children}
    </a>
  )
}

/** Names in other scripts are percent-encoded; those that cannot be decoded stay. */
function decodedName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Matches anything but a relative path. */
const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i

/** External pictures are not loaded: their names are shown, as for missing ones. */
function Picture({ path, name }: { readonly path: string; readonly name: string }): ReactNode {
  const { loadPicture } = useContext(Surroundings)
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (loadPicture === undefined || path === '' || elsewhere.test(path)) return
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
  if (address !== undefined) return <img src={address} alt={name || nameOf(path)} />
  return (
    <span className="lw-markdown-picture" title={path}>
      <Image size={14} aria-hidden /> {name || path}
    </span>
  )
}

/** Pictures without a description are called by their file. */
function nameOf(path: string): string {
  return decodeURIComponent(
    path
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? '',
  )
}

function decoded(token: Token): string {
  return unwrapped(token.text ?? token.raw).replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
}

// marked escapes for HTML, but these become text nodes.
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}
