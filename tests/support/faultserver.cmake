# The evil HTTP server of the wire's tests, its certificates and its proxy.
add_library(test_faultserver STATIC
  "${CMAKE_CURRENT_LIST_DIR}/connectproxy.cpp" "${CMAKE_CURRENT_LIST_DIR}/connectproxy.h"
  "${CMAKE_CURRENT_LIST_DIR}/faultserver.cpp" "${CMAKE_CURRENT_LIST_DIR}/faultserver.h"
  "${CMAKE_CURRENT_LIST_DIR}/testcertificates.cpp" "${CMAKE_CURRENT_LIST_DIR}/testcertificates.h")
target_link_libraries(test_faultserver PUBLIC models_common)
