import type { KoaContextWithOIDC } from 'oidc-provider'
import { deviceCodePage, deviceConfirmPage, deviceDonePage } from './pages.ts'
import { wordsFor } from './words.ts'

/** Our own pages for the device flow (RFC 8628), by which the command line signs in; the provider's would need scripts. */
export function deviceSources(nameOf: (id: string | undefined) => Promise<string | undefined>) {
  /** Whoever the browser is signed in as: the terminal will be that person. */
  const person = ({ oidc }: KoaContextWithOIDC): Promise<string | undefined> => nameOf(oidc.session?.accountId)
  return {
    async userCodeInputSource(ctx: KoaContextWithOIDC, form: string, _out?: unknown, error?: unknown): Promise<void> {
      ctx.body = deviceCodePage(words(ctx), '/device', hidden(form), error !== undefined)
    },
    async userCodeConfirmSource(
      ctx: KoaContextWithOIDC,
      form: string,
      _client: unknown,
      _device: unknown,
      code: string,
    ): Promise<void> {
      ctx.body = deviceConfirmPage(words(ctx), '/device', { xsrf: hidden(form), code, person: await person(ctx) })
    },
    async successSource(ctx: KoaContextWithOIDC): Promise<void> {
      ctx.body = deviceDonePage(words(ctx), await person(ctx))
    },
  }
}

function words(ctx: KoaContextWithOIDC) {
  return wordsFor(ctx.get('accept-language'))
}

/** The provider gives its token against forged forms inside of a form of its own. */
function hidden(form: string): string {
  return /name="xsrf" value="([^"]*)"/.exec(form)?.[1] ?? ''
}
