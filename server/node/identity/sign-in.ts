import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { errors } from 'oidc-provider'
import type { Member } from '#domain/project.ts'
import { invitationMark } from '#server/services/people/people-service.ts'
import { readForm } from '../http/form.ts'
import type { Door } from './door.ts'
import { codePage, expiredPage, peoplePage } from './pages.ts'
import { forgetLogin } from './provider.ts'
import { wordsFor } from './words.ts'

export interface SignInOptions {
  readonly provider: Provider
  readonly origin: string
  readonly door: Door
  readonly members: () => Promise<readonly Member[]>
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

/** The pages between `/authorize` and the answer: the code once per browser profile, then the person. */
export function createSignIn({ provider, origin, door, members }: SignInOptions) {
  return { open, interact }

  /** `/interaction/open?code=...`: the link that the server prints and opens. */
  function open(url: URL, response: ServerResponse): void {
    if (door.opens(url.searchParams.get('code') ?? '')) response.setHeader('set-cookie', door.cookie)
    response.writeHead(303, { location: '/' }).end()
  }

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const words = wordsFor(request.headers['accept-language'])
    let interaction: Interaction
    try {
      interaction = await provider.interactionDetails(request, response)
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error
      return html(response, 410, expiredPage(words))
    }
    const action = `/interaction/${interaction.uid}`
    if (request.method === 'POST') {
      if (request.headers.origin !== origin) return html(response, 403, expiredPage(words))
      const form = await readForm(request)
      if (form.has('code')) return enter(form.get('code') ?? '')
      return choose(form.get('person') ?? '')
    }
    if (!door.isOpen(request.headers.cookie)) return html(response, 200, codePage(words, action))
    // Switches the person without asking again, but only if our own page asks and somebody is signed in. A link from elsewhere gets the page, and so
    // does a browser whose session has ended: after signing out everywhere, the page left behind must not let anyone in.
    const hint = interaction.params['login_hint']
    const isSwitch = isFromOurPage(request) && interaction.session !== undefined
    const meant = typeof hint === 'string' && isSwitch ? await personMeant(hint) : undefined
    if (meant !== undefined) return finish(interaction, meant)
    return html(response, 200, peoplePage(words, action, await members()))

    function enter(code: string): void {
      if (!door.opens(code)) return html(response, 403, codePage(words, action, words.codeWrong))
      response.setHeader('set-cookie', door.cookie)
      response.writeHead(303, { location: action }).end()
    }

    async function choose(person: string): Promise<void> {
      if (!door.isOpen(request.headers.cookie)) return html(response, 403, codePage(words, action))
      const meant = await personMeant(person)
      if (meant === undefined) return html(response, 400, peoplePage(words, action, await members()))
      return finish(interaction, meant)
    }

    async function finish(current: Interaction, accountId: string): Promise<void> {
      const goOn = await provider.interactionResult(
        request,
        response,
        { login: { accountId } },
        { mergeWithLastSubmission: false },
      )
      await releaseOther(current, accountId)
      response.writeHead(303, { location: goOn, 'cache-control': 'no-store' }).end()
    }
  }

  // Prevents the provider's own sign-out page when the browser's session belongs to another person.
  async function releaseOther(interaction: Interaction, accountId: string): Promise<void> {
    const uid = interaction.session?.uid
    const session = uid === undefined ? undefined : await provider.Session.findByUid(uid)
    if (session?.accountId === undefined || session.accountId === accountId) return
    forgetLogin(session)
    await session.persist()
  }

  /** Finds a member by id, or by the address of an invitation. */
  async function personMeant(id: string): Promise<string | undefined> {
    const everybody = (await members()).map(({ person }) => person)
    const isInvited = ({ email }: Member['person']): boolean =>
      `${invitationMark}${email ?? ''}`.toLowerCase() === id.toLowerCase()
    return (everybody.find((person) => person.id === id) ?? everybody.find(isInvited))?.id
  }
}

function isFromOurPage(request: IncomingMessage): boolean {
  return request.headers['sec-fetch-site'] === 'same-origin'
}

function html(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(text)
}
