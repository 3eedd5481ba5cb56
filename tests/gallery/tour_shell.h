// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stashdeck {

class Application;
class Camera;

/// The start page with groups and plans, narrow windows, large text, high contrast. Begins and ends on the start page
/// at 1440x900.
void tourShell(Application *application, Camera *camera);

} // namespace stashdeck
