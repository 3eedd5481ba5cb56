// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/transfertarget.h"

using namespace stashdeck;

QList<QByteArray> fuzz::seeds()
{
    return fuzz::transferSeeds(TransferFormat::Commands);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz::readTransferFile(TransferFormat::Commands, data, size);
    return 0;
}
