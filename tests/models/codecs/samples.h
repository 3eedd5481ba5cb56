// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// What other programs wrote: Python 3.11 (pickle, gzip, zlib, msgpack, lz4.frame, zstandard) and PHP 8.2 (serialize).
/// The Java, CBOR and Protobuf samples were put together by their specifications.
namespace stashdeck::samples {

inline QByteArray pickle0()
{
    return QByteArray::fromBase64(
        "KGRwMApWdXNlcgpwMQpJNDIKc1Z0YWdzCnAyCihscDMKVmEKcDQKYVZiCnA1CmFzVnBpCnA2CkYzLjUKc1Zub25lCnA3Ck5z"
        "Vm9rCnA4CkkwMQpzVmJpZwpwOQpMOTAwNzE5OTI1NDc0MDk5M0wKcy4=");
}
inline QByteArray pickle1()
{
    return QByteArray::fromBase64(
        "fXEAKFgEAAAAdXNlcnEBSypYBAAAAHRhZ3NxAl1xAyhYAQAAAGFxBFgBAAAAYnEFZVgCAAAAcGlxBkdADAAAAAAAAFgEAAAA"
        "bm9uZXEHTlgCAAAAb2txCEkwMQpYAwAAAGJpZ3EJTDkwMDcxOTkyNTQ3NDA5OTNMCnUu");
}
inline QByteArray pickle2()
{
    return QByteArray::fromBase64(
        "gAJ9cQAoWAQAAAB1c2VycQFLKlgEAAAAdGFnc3ECXXEDKFgBAAAAYXEEWAEAAABicQVlWAIAAABwaXEGR0AMAAAAAAAAWAQA"
        "AABub25lcQdOWAIAAABva3EIiFgDAAAAYmlncQmKBwEAAAAAACB1Lg==");
}
inline QByteArray pickle4()
{
    return QByteArray::fromBase64(
        "gASVTAAAAAAAAAB9lCiMBHVzZXKUSyqMBHRhZ3OUXZQojAFhlIwBYpRljAJwaZRHQAwAAAAAAACMBG5vbmWUTowCb2uUiIwD"
        "YmlnlIoHAQAAAAAAIHUu");
}
inline QByteArray pickle5()
{
    return QByteArray::fromBase64(
        "gAWVTAAAAAAAAAB9lCiMBHVzZXKUSyqMBHRhZ3OUXZQojAFhlIwBYpRljAJwaZRHQAwAAAAAAACMBG5vbmWUTowCb2uUiIwD"
        "YmlnlIoHAQAAAAAAIHUu");
}
inline QByteArray pickleObjects()
{
    return QByteArray::fromBase64(
        "gASVwQAAAAAAAAB9lCiMBHdoZW6UjAhkYXRldGltZZSMCGRhdGV0aW1llJOUQwoH6gECAwQFAAAAlIWUUpSMA3NldJSPlChL"
        "AZCMAW+UjAtjb2xsZWN0aW9uc5SMC09yZGVyZWREaWN0lJOUKVKUjAFhlEsBc4wBdJQoSwFLAksDSwR0lIwBZJSMB2RlY2lt"
        "YWyUjAdEZWNpbWFslJOUjAMxLjWUhZRSlIwDcmF3lF2UQwH/lGGMBGxvbmeUigsAAAAAAAAAAAAAAXUu");
}
inline QByteArray pickleCycle()
{
    return QByteArray::fromBase64("gASVBgAAAAAAAABdlGgAYS4=");
}
inline QByteArray gzipJson()
{
    return QByteArray::fromBase64("H4sICADxU2UC/25vdGVzLmpzb24Aq1ZKVLKKNtQx0jGO1VHKS8xNVbJSSq/KLFCqBQCw+izDGwAAAA==");
}
inline QByteArray zlibJson()
{
    return QByteArray::fromBase64("eNqrVkpUsoo21DHSMY7VUcpLzE1VslKqyslMUqoFAGVVB74=");
}
inline QByteArray messagePack()
{
    return QByteArray::fromBase64("hqR1c2VyKqR0YWdzkqFhoWKicGnLQAwAAAAAAACkbm9uZcCib2vDo2JpZ88AIAAAAAAAAQ==");
}
inline QByteArray messagePackMarks()
{
    return QByteArray::fromBase64("hqNyYXfEAv8AoW7/oWbLP/gAAAAAAAChZdUFeHmhc6VoZWxsbwelc2V2ZW4=");
}
inline QByteArray lz4Json()
{
    return QByteArray::fromBase64("BCJNGGhAJgAAAAAAAACFIwAAAPQKeyJhIjpbMSwyLDNdLCJuYW1lIjoibHo0IAQAUGx6NCJ9AAAAAA==");
}
inline QByteArray zstdJson()
{
    return QByteArray::fromBase64("KLUv/SQlFQEA4HsiYSI6WzEsMiwzXSwibmFtZSI6InpzdGQgIn0BAKIoY2xQdvI=");
}
inline QByteArray php()
{
    return QByteArray::fromBase64(
        "YTo5OntzOjQ6InVzZXIiO2E6Njp7czoyOiJpZCI7aTo0MjtzOjQ6InRhZ3MiO2E6Mjp7aTowO3M6MToiYSI7aToxO3M6MToi"
        "YiI7fXM6NToic2NvcmUiO2Q6MC4xO3M6Mzoib25lIjtkOjE7czozOiJiaWciO2Q6MS4wRSsyNTtzOjM6ImluZiI7ZDpJTkY7"
        "fXM6Mzoib2JqIjtPOjE6IlAiOjM6e3M6MToiYSI7aToxO3M6NDoiACoAYiI7czoxOiJ4IjtzOjQ6IgBQAGMiO2E6Mzp7aTow"
        "O2Q6MS41O2k6MTtkOjE7aToyO047fX1zOjQ6InNhbWUiO3I6MTE7czo0OiJlbnVtIjtFOjM6IlM6SCI7czozOiJuZWciO2k6"
        "LTU7czoxOiJ0IjtiOjE7czoxOiJuIjtOO2k6NTtzOjQ6ImZpdmUiO3M6MzoiYmluIjtzOjI6Iv8AIjt9");
}
inline QByteArray phpArrayObject()
{
    return QByteArray::fromBase64(
        "TzoxMToiQXJyYXlPYmplY3QiOjQ6e2k6MDtpOjA7aToxO2E6Mjp7aTowO2k6MTtpOjE7aToyO31pOjI7YTowOnt9aTozO047"
        "fQ==");
}
inline QByteArray java()
{
    return QByteArray::fromBase64(
        "rO0ABXNyAApkZW1vLlBvaW50ESIzRFVmd4gCAAJJAAF4TAAEbmFtZXQAEkxqYXZhL2xhbmcvU3RyaW5nO3hwAAAAB3QABm9y"
        "aWdpbg==");
}
inline QByteArray javaList()
{
    return QByteArray::fromBase64(
        "rO0ABXNyABNqYXZhLnV0aWwuQXJyYXlMaXN0eIHSHZnHYZ0DAAFJAARzaXpleHAAAAABdwQAAAABc3IAEWphdmEubGFuZy5J"
        "bnRlZ2VyEuKgpPeBhzgCAAFJAAV2YWx1ZXhyABBqYXZhLmxhbmcuTnVtYmVyhqyVHQuU4IsCAAB4cAAAACp4");
}
inline QByteArray cbor()
{
    return QByteArray::fromBase64("o2NvbmUaAA9CQGRsaXN0gwEh+cQAY3Jhd0L/AA==");
}
inline QByteArray protobuf()
{
    return QByteArray::fromBase64("CJYBEgd0ZXN0aW5nGgMI0gMlAACAPw==");
}

} // namespace stashdeck::samples
