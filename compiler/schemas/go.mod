module linewright.dev/compiler/schemas

go 1.25.0

require (
	github.com/argoproj/argo-rollouts v1.8.3
	github.com/tektoncd/pipeline v1.9.0
	k8s.io/api v0.35.0
	k8s.io/apimachinery v0.35.0
	sigs.k8s.io/gateway-api v1.4.1
)
