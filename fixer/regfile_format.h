/* What the writer and the reader of backups share. */
#ifndef SMSPERFFIX_REGFILE_FORMAT_H
#define SMSPERFFIX_REGFILE_FORMAT_H

#define REGFILE_BOM      u"\xFEFF"
#define REGFILE_HEADER   u"Windows Registry Editor Version 5.00"
#define REGFILE_COMPUTER u"; computer: "

#define REGFILE_END      u"; end"

#endif
