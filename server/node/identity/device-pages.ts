import type { KoaContextWithOIDC } from 'oidc-provider'
import { deviceCodePage, deviceConfirmPage, deviceDonePage } from './pages.ts'
import { wordsFor } from './words.ts'

/** Pages for the device flow (RFC 8628), by which the command line signs in; the provider's own need scripts. */
export function deviceSources(nameOf: (id: string | undefined) => Promise<string | undefined>) {
  /** The person signed in to the browser; the terminal will act as them. */
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

/** Takes the provider's CSRF token out of the form that carries it. */
function hidden(form: string): string {
  return /name="xsrf" value="([^"]*)"/.exec(form)?.[1] ?? ''
}
