// Foundation has its own copy of ICU's types, of another version; libxml2's headers would bring the
// system's, and the compiler refuses a program that knows both. Nothing here uses them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
