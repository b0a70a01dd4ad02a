import { escapeHtml } from '#domain/escape-html.ts'
import type { Member } from '#domain/project.ts'
import type { SignInWords } from './words.ts'

const style = `
:root { color-scheme: light dark; --page: oklch(.978 .004 85); --card: oklch(.995 .002 85); --text: oklch(.245 .01 66); --quiet: oklch(.475 .01 72); --line: oklch(.84 .008 78); --accent: oklch(.47 .083 200); --on-accent: oklch(.995 .003 200); --bad: oklch(.5 .18 25) }
@media (prefers-color-scheme: dark) { :root { --page: oklch(.16 .006 65); --card: oklch(.208 .007 65); --text: oklch(.94 .005 85); --quiet: oklch(.755 .008 80); --line: oklch(.36 .011 68); --accent: oklch(.79 .1 195); --on-accent: oklch(.19 .03 200); --bad: oklch(.78 .12 25) } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, 'Hiragino Sans', 'Noto Sans CJK JP', sans-serif; word-break: auto-phrase }
main { width: 100%; max-width: 420px; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 24px }
h1 { font-size: 20px; line-height: 1.3; margin: 0 0 4px } h2 { font-size: 15px; margin: 20px 0 0 }
p { margin: 4px 0 0; color: var(--quiet) } p a { color: var(--accent) } label { display: block; font-weight: 600; margin-top: 20px }
input { width: 100%; margin-top: 6px; padding: 9px 10px; font: inherit; letter-spacing: .08em; color: inherit; background: var(--page); border: 1px solid var(--quiet); border-radius: 6px }
button, a.button { display: block; width: 100%; margin-top: 12px; padding: 10px 14px; font: inherit; font-weight: 600; text-align: start; text-decoration: none; color: var(--text); background: var(--page); border: 1px solid var(--line); border-radius: 6px; cursor: pointer }
button[name="abort"] { text-align: center } button.main, a.button { text-align: center; color: var(--on-accent); background: var(--accent); border-color: var(--accent) }
button span { display: block; font-weight: 400; color: var(--quiet) } button:hover { border-color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px } .bad { color: var(--bad); font-weight: 600 }
`

/** Page that asks for the code; `failure` says what was wrong with the last one. */
export function codePage(words: SignInWords, action: string, failure?: string): string {
  const problem = failure === undefined ? '' : `<p class="bad" id="problem" role="alert">${escapeHtml(failure)}</p>`
  return page(
    words,
    `<p>${escapeHtml(words.intro)}</p>
<form method="post" action="${escapeHtml(action)}">
<label for="code">${escapeHtml(words.code)}</label>
<input id="code" name="code" required autofocus autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="help${failure === undefined ? '' : ' problem'}"${failure === undefined ? '' : ' aria-invalid="true"'} />
${problem}<p id="help">${escapeHtml(words.codeHelp)}</p>
<button class="main">${escapeHtml(words.goOn)}</button>
</form>`,
  )
}

/** Page that offers the people of this installation, the requested one first. */
export function peoplePage(words: SignInWords, action: string, members: readonly Member[]): string {
  const buttons = members.map(
    ({ person, role }) =>
      `<button name="person" value="${escapeHtml(person.id)}">${escapeHtml(person.name)}<span>${escapeHtml(words.roles[role])}</span></button>`,
  )
  return page(
    words,
    `<p>${escapeHtml(words.intro)}</p>
<h2>${escapeHtml(words.choose)}</h2>
<p>${escapeHtml(words.chooseHelp)}</p>
<form method="post" action="${escapeHtml(action)}">
${buttons.join('\n')}
</form>`,
  )
}

/** Page for an interaction that is over. */
export function expiredPage(words: SignInWords): string {
  return page(
    words,
    `<h2>${escapeHtml(words.expired)}</h2><p>${escapeHtml(words.expiredHelp)}</p><a class="button" href="/">${escapeHtml(words.home)}</a>`,
  )
}

/** Page for a refusal of the provider, with its reason. */
export function failedPage(words: SignInWords, why: string): string {
  return page(
    words,
    `<h2>${escapeHtml(words.failed)}</h2><p>${escapeHtml(words.failedHelp)}</p><p><code>${escapeHtml(why)}</code></p><a class="button" href="/">${escapeHtml(words.home)}</a>`,
  )
}

/** Page on which a person types the code that a terminal shows. */
export function deviceCodePage(words: SignInWords, action: string, xsrf: string, failed: boolean): string {
  const problem = failed ? `<p class="bad" id="problem" role="alert">${escapeHtml(words.deviceWrong)}</p>` : ''
  return page(
    words,
    `<h2>${escapeHtml(words.device)}</h2><p>${escapeHtml(words.deviceHelp)}</p>
<form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="xsrf" value="${escapeHtml(xsrf)}" />
<label for="code">${escapeHtml(words.deviceCode)}</label>
<input id="code" name="user_code" required autofocus autocomplete="off" autocapitalize="characters" spellcheck="false"${failed ? ' aria-invalid="true" aria-describedby="problem"' : ''} />
${problem}<button class="main">${escapeHtml(words.goOn)}</button>
</form>`,
  )
}

interface AskedDevice {
  readonly xsrf: string
  readonly code: string
  /** The person that the terminal will act as; undefined if nobody is signed in yet. */
  readonly person: string | undefined
}

/** Page that asks whether the code matches the person's own terminal, and says who the terminal will act as. */
export function deviceConfirmPage(words: SignInWords, action: string, { xsrf, code, person }: AskedDevice): string {
  const back = `/device?user_code=${encodeURIComponent(code)}`
  const other = `<a href="/v2/logout?returnTo=${encodeURIComponent(back)}">${escapeHtml(words.deviceOther)}</a>`
  const who = person === undefined ? '' : `<p>${named(words.deviceAs, person)} ${other}</p>`
  return page(
    words,
    `<h2>${escapeHtml(words.deviceConfirm)}</h2>
<p><strong>${escapeHtml(code)}</strong></p>${who}<p>${escapeHtml(words.deviceConfirmHelp)}</p>
<form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="xsrf" value="${escapeHtml(xsrf)}" />
<input type="hidden" name="user_code" value="${escapeHtml(code)}" />
<button class="main" name="confirm" value="yes">${escapeHtml(words.deviceYes)}</button>
<button name="abort" value="yes">${escapeHtml(words.deviceNo)}</button>
</form>`,
  )
}

/** Page that says that the terminal is signed in. */
export function deviceDonePage(words: SignInWords, person: string | undefined): string {
  const who = person === undefined ? '' : `<p>${named(words.deviceDoneAs, person)}</p>`
  return page(words, `<h2>${escapeHtml(words.deviceDone)}</h2>${who}<p>${escapeHtml(words.deviceDoneHelp)}</p>`)
}

function named(sentence: string, person: string): string {
  return escapeHtml(sentence).replace('{0}', () => `<strong>${escapeHtml(person)}</strong>`)
}

function page(words: SignInWords, content: string): string {
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<link rel="icon" href="/mark.svg" type="image/svg+xml" />
<title>${escapeHtml(words.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(words.title)}</h1>
${content}
</main>
</body>
</html>
`
}
