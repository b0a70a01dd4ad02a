import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { problemResponse } from './problems.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Responds to a request without a route: names the methods that its address takes, or says that the address does not exist. */
export function otherMethods(request: Request, takes: (method: string) => boolean): Response {
  const taken = methods.filter(takes)
  if (taken.length === 0) {
    const fix = say`See /apis/v1/openapi.json`
    return problemResponse(problem('not-found', say`There is no such address`, { fix }), request)
  }
  const allow = [...taken, ...(taken.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } })
  const fix = say`It takes ${allow}`
  const refused = problem('method-not-allowed', say`This address does not take ${request.method}`, { fix })
  const response = problemResponse(refused, request)
  response.headers.set('allow', allow)
  return response
}
