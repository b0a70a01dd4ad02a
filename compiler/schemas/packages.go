package main

// wanted names what adapters write: the kinds of an API package and the parts that are used by themselves. Everything that these refer
// to comes along, nothing else, so that the schemas stay small enough for the browser.
type wanted struct {
	path       string
	apiVersion string
	kinds      []string
	parts      []string
}

var packages = []wanted{
	{"k8s.io/api/core/v1", "v1", []string{"ConfigMap", "Namespace", "PersistentVolumeClaim", "Pod", "Secret", "Service", "ServiceAccount"}, []string{"Container", "EnvVar", "Probe", "Volume", "VolumeMount"}},
	{"k8s.io/api/apps/v1", "apps/v1", []string{"DaemonSet", "Deployment", "StatefulSet"}, nil},
	{"k8s.io/api/batch/v1", "batch/v1", []string{"CronJob", "Job"}, nil},
	{"k8s.io/api/autoscaling/v2", "autoscaling/v2", []string{"HorizontalPodAutoscaler"}, nil},
	{"k8s.io/api/networking/v1", "networking.k8s.io/v1", []string{"Ingress", "NetworkPolicy"}, nil},
	{"k8s.io/api/policy/v1", "policy/v1", []string{"PodDisruptionBudget"}, nil},
	{"k8s.io/api/rbac/v1", "rbac.authorization.k8s.io/v1", []string{"ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"}, nil},
	{"sigs.k8s.io/gateway-api/apis/v1", "gateway.networking.k8s.io/v1", []string{"Gateway", "HTTPRoute"}, nil},
	{"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1", "argoproj.io/v1alpha1", []string{"AnalysisTemplate", "Rollout"}, nil},
	{"github.com/tektoncd/pipeline/pkg/apis/pipeline/v1", "tekton.dev/v1", []string{"Pipeline", "Task"}, []string{"Sidecar", "Step", "StepTemplate", "WorkspaceDeclaration"}},
}

// Types that marshal themselves: what they look like in YAML cannot be read from their fields.
var marshalled = map[string]string{
	"k8s.io/apimachinery/pkg/api/resource.Quantity":                              "string | number",
	"k8s.io/apimachinery/pkg/util/intstr.IntOrString":                            "int | string",
	"k8s.io/apimachinery/pkg/apis/meta/v1.Time":                                  "string",
	"k8s.io/apimachinery/pkg/apis/meta/v1.MicroTime":                             "string",
	"k8s.io/apimachinery/pkg/apis/meta/v1.Duration":                              "string",
	"k8s.io/apimachinery/pkg/apis/meta/v1.FieldsV1":                              "{...}",
	"k8s.io/apimachinery/pkg/runtime.RawExtension":                               "_",
	"github.com/tektoncd/pipeline/pkg/apis/pipeline/v1.ParamValue":               "string | [...string] | {[string]: string}",
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1.StringOrArray": "string | [...string]",
}
