// What the site itself says where no use case was asked, or none could answer: bodies that cannot be read, and a
// database that cannot just now.
#pragma once
#include "base/problem.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::site {

#define PINGXING_SITE_MESSAGES(X) \
  X(body_unreadable, BadInput, "BODY_UNREADABLE", "请求内容不是JSON对象,或嵌套超过{0}层,或多于{1}个值", "the body is no JSON object, or is nested deeper than {0}, or holds more than {1} values", "对照接口说明检查", "see the description of the API") \
  X(body_type_wrong, BadInput, "BODY_TYPE_WRONG", "请求内容标明是“{0}”,这里只收application/json", "the body is said to be “{0}”; here it has to be application/json", "把Content-Type写成application/json", "send Content-Type: application/json") \
  X(member_unknown, BadInput, "MEMBER_UNKNOWN", "没有名为“{0}”的字段", "there is no member “{0}”", "可用的字段:{1}", "those that there are: {1}") \
  X(member_type, BadInput, "MEMBER_TYPE", "字段“{0}”应是{1},写的是{2}", "the member “{0}” should be {1}, found {2}", "", "") \
  X(member_missing, BadInput, "MEMBER_MISSING", "缺少字段“{0}”(应是{1})", "the member “{0}” is missing ({1})", "写上它", "write it") \
  X(database_away, Unavailable, "DATABASE_AWAY", "数据库暂时不能用,这次操作没有保存", "the database cannot answer just now; nothing was stored", "请过几秒再试", "try again in a few seconds") \
  X(database_reads_only, Unavailable, "DATABASE_READS_ONLY", "数据库现在只能读(是备用库),这次操作没有保存", "the database only reads just now (a standby); nothing was stored", "请过一会儿再试;若还是这样,请管理员把地址改为主库", "try again in a while; else the administrator gives the address of the primary") \
  X(database_full, Unavailable, "DATABASE_FULL", "数据库的磁盘已满,这次操作没有保存", "the disk of the database is full; nothing was stored", "请管理员腾出空间后再试", "the administrator makes room there; then try again") \
  X(outcome_unknown, Unavailable, "OUTCOME_UNKNOWN", "保存时数据库断开,还查不到这次操作是否已保存", "the database was lost while this was being stored, and cannot tell yet whether it is", "过几秒打开页面,看看是否已经保存,再决定要不要重做", "in a few seconds look whether it is there before you do it again") \
  X(disk_low, Remark, "DISK_LOW", "数据库所在磁盘只剩{0} MB,满了就不能再保存", "the disk of the database has only {0} MB left; once it is full nothing can be stored", "请腾出空间", "make room there")

PINGXING_SITE_MESSAGES(PINGXING_MESSAGE_ROW)
inline constexpr const MessageRow* site_messages[] = {PINGXING_SITE_MESSAGES(PINGXING_MESSAGE_IN_LIST)};

}  // namespace pingxing::site
