#include "daemon/commands/commands.h"

int main(int argc, char** argv) { return caseclock::RunCaseclock(argc, argv); }
