#include "daemon/commands/commands.h"
namespace caseclock {
ExitCode RunImportAnnexA(const ImportOptions&){return kFailed;}
ExitCode RunProduce(const ProduceOptions&){return kFailed;}
ExitCode RunServe(const ServeOptions&){return kFailed;}
ExitCode RunDemo(const DemoOptions&){return kFailed;}
}
